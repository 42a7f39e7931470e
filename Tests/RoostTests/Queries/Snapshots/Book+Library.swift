import Roost

extension Book {
    // One line for each book, so that an answer can be checked by eye.
    // swift-format-ignore
    static let library = [
        Book( 1, "Emma",       "Austen",      1815, .novel, "A1",   8,  474, false, ["love", "society"],         "au1"),
        Book( 2, "Persuasion", "Austen",      1817, .novel, "A1",   7,  249, true,  ["love"],                    "au2"),
        Book( 3, "Sanditon",   "Austen",      1925, .novel, nil,  nil,  150, false, [],                          nil),
        Book( 4, "Faust",      "Goethe",      1808, .drama, "B2",  12,  158, true,  ["devil", "verse"],          "go1"),
        Book( 5, "Werther",    "Goethe",      1774, .novel, "B1",   6,  144, false, ["letters", "love"],         "go2"),
        Book( 6, "Iphigenie",  "Goethe",      1787, .drama, "B2",   5,   80, false, ["verse"],                   "go3"),
        Book( 7, "Dracula",    "Stoker",      1897, .novel, "C1",  10,  418, true,  ["devil", "letters"],        "st1"),
        Book( 8, "DRACULA",    nil,           1931, .drama, nil,  nil,   75, false, ["devil"],                   nil),
        Book( 9, "Hamlet",     "Shakespeare", 1603, .drama, "D1",   4,  342, true,  ["ghost", "verse"],          "sh1"),
        Book(10, "Macbeth",    "Shakespeare", 1623, .drama, "D1",   4,  249, false, ["devil", "ghost", "verse"], "sh2"),
        Book(11, "Sonnets",    "Shakespeare", 1609, .poems, "D2",   3,  158, false, ["love", "verse"],           "sh3"),
        Book(12, "Beowulf",    nil,           1000, .poems, nil,   15,  213, false, ["verse"],                   nil),
        Book(13, "Walden",     "Thoreau",     1854, .essay, nil,    9,  352, true,  [],                          "th1"),
        Book(14, "Fluß",       "Jahnn",       1949, .novel, "B1",  20, 2200, false, ["sea"],                     "ja1"),
        Book(15, "Zazie",      "Queneau",     1959, .novel, "A2",  11,  190, false, ["city"],                    "qu1"),
    ]

    // swift-format-ignore
    private init(
        _ id: Int, _ title: String, _ author: String?, _ year: Int, _ genre: Genre, _ shelf: String?, _ price: Int?,
        _ pages: Int, _ lent: Bool, _ tags: [String], _ code: String?
    ) {
        self.init(
            id: id, title: title, author: author, year: year, genre: genre, shelf: shelf, price: price, pages: pages,
            lent: lent, tags: tags, code: code)
    }
}
