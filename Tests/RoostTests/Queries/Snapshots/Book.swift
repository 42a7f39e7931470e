import Roost

enum Genre: String, Codable, OrderedComponent { case drama, essay, novel, poems }

/// A book of the library that the snapshots ask.
struct Book: Codable, Sendable, Equatable {
    var id: Int
    var title: String
    var author: String?
    var year: Int
    var genre: Genre
    var shelf: String?
    var price: Int?
    var pages: Int
    var lent: Bool
    var tags: [String]
    var code: String?
}

extension Book: Record {
    struct Fields: Sendable {
        let id = Field("id", \Book.id)
        let title = Field("title", \Book.title)
        let author = Field("author", \Book.author)
        let year = Field("year", \Book.year)
        let genre = Field("genre", \Book.genre)
        let shelf = Field("shelf", \Book.shelf)
        let price = Field("price", \Book.price)
        let pages = Field("pages", \Book.pages)
        let lent = Field("lent", \Book.lent)
        let tags = EachField("tags", \Book.tags)
        /// Named unlike its path.
        let signature = Field("code", \Book.code)
    }

    /// Neither `year` nor `lent` has an index of its own.
    static let table = Table("books", fields: Fields(), primaryKey: \Fields.id) {
        Index($0.pages)
        Index($0.price)
        Index($0.author, $0.year.descending).covering($0.title)
        Index($0.genre, $0.shelf)
        Index($0.title.ignoringCase)
        Index.unique($0.signature)
        Index.each($0.tags)
    }
}

extension Book {
    /// What the index of genres and shelves is ordered by.
    var place: (String, String) { (genre.rawValue, shelf ?? "") }
}
