import Roost

/// The questions this program puts to its airports, from a single look-up to the whole table.
enum Questions {
    private static var airports: Query<Airport> { Query(Airport.self) }

    static var all: [Question] {
        lookUps + ranges + words + orders + filters
    }

    private static var lookUps: [Question] {
        [
            Question(
                title: "By primary key: LSZH",
                query: airports.where(\.icao).equals("LSZH"), matches: { $0.icao == "LSZH" }),
            Question(
                title: "By a unique index: the IATA code GVA",
                query: airports.where(\.iata).equals("GVA"), matches: { $0.iata == "GVA" }),
            Question(
                title: "By the first two parts of a compound index: Vaud in Switzerland",
                query: airports.where(\.country, \.subdivision).equals("CH", "Vaud"),
                matches: { $0.country == "CH" && $0.subdivision == "Vaud" }),
            Question(
                title: "By nil: Brazilian airports without a subdivision",
                query: airports.where(\.country).equals("BR").where(\.subdivision).isNil(),
                matches: { $0.country == "BR" && $0.subdivision == nil }),
        ]
    }

    private static var ranges: [Question] {
        [
            Question(
                title: "A range: more than 100 feet below sea level",
                query: airports.where(\.elevation).below(-100), matches: { $0.elevation < -100 }),
            Question(
                title: "A range behind an equal part: Switzerland from 4,000 to 6,000 feet",
                query: airports.where(\.country).equals("CH").where(\.elevation).between(4_000, 6_000),
                matches: { $0.country == "CH" && $0.elevation >= 4_000 && $0.elevation < 6_000 }),
            Question(
                title: "Three ranges: above 3,000 feet in Austria, Italy or Liechtenstein",
                query: airports.where(\.country).anyOf("AT", "IT", "LI").where(\.elevation).above(3_000),
                matches: { ["AT", "IT", "LI"].contains($0.country) && $0.elevation > 3_000 }),
            Question(
                title: "A prefix: names that start with “Lake”",
                query: airports.where(\.name).startsWith("Lake"),
                matches: { $0.name.utf8.starts(with: "Lake".utf8) }),
        ]
    }

    private static var words: [Question] {
        [
            Question(
                title: "A multi-entry index: the word “glacier” in the name",
                query: airports.where(\.words).equals("glacier"), matches: { $0.words.contains("glacier") }),
            Question(
                title: "Each airport once: the words “sky”, “harbor” or “harbour”",
                query: airports.where(\.words).anyOf("sky", "harbor", "harbour"),
                matches: { !Set($0.words).isDisjoint(with: ["sky", "harbor", "harbour"]) }),
            Question(
                title: "A prefix of a word, wherever it stands in the name: “alp…”",
                query: airports.where(\.words).startsWith("alp"),
                matches: { $0.words.contains { $0.utf8.starts(with: "alp".utf8) } }),
        ]
    }

    private static var orders: [Question] {
        [
            Question(
                title: "An order: the five highest of all",
                query: airports.orderBy(\.elevation).reverse().limit(5), matches: { _ in true },
                isBefore: { ($0.elevation, $0.icao) > ($1.elevation, $1.icao) }, limit: 5),
            Question(
                title: "An order behind an equal part: the five highest of Nepal, after the first two",
                query: airports.where(\.country).equals("NP").orderBy(\.elevation).reverse().offset(2).limit(5),
                matches: { $0.country == "NP" },
                // The index is descending in elevation, so the primary keys of equal elevations ascend.
                isBefore: { $0.elevation == $1.elevation ? $0.icao < $1.icao : $0.elevation > $1.elevation },
                offset: 2, limit: 5),
            Question(
                title: "An order no index has: Alpine airports by time zone and name, sorted in memory",
                query: airports.where(\.words).equals("alpine").orderBy(\.timeZone, \.name),
                matches: { $0.words.contains("alpine") },
                isBefore: { ($0.timeZone, $0.name, $0.icao) < ($1.timeZone, $1.name, $1.icao) }),
        ]
    }

    private static var filters: [Question] {
        [
            Question(
                title: "A box: one index, and a filter on what it leads to",
                query: airports.where(\.latitude).between(46, 47).where(\.longitude).between(6, 8),
                matches: { $0.latitude >= 46 && $0.latitude < 47 && $0.longitude >= 6 && $0.longitude < 8 }),
            Question(
                title: "No index at all: the time zone Asia/Kathmandu",
                query: airports.where(\.timeZone).equals("Asia/Kathmandu"),
                matches: { $0.timeZone == "Asia/Kathmandu" }),
        ]
    }
}
