/// A request as it is sent.
struct HTTPText {
    let bytes: [UInt8]

    static func get(_ path: String, token: String) -> HTTPText {
        HTTPText(bytes: Array("GET \(path) HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer \(token)\r\n\r\n".utf8))
    }

    static func post(_ path: String, _ members: KeyValuePairs<String, String>) -> HTTPText {
        let body = "{" + members.map { #""\#($0)": "\#($1)""# }.joined(separator: ", ") + "}"
        let head =
            "POST \(path) HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
            + "Content-Length: \(body.utf8.count)\r\n\r\n"
        return HTTPText(bytes: Array((head + body).utf8))
    }

    static func login(_ name: String, _ password: String) -> HTTPText {
        post("/login", ["name": name, "password": password])
    }
}
