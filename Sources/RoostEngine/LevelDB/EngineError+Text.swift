#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

extension EngineError {
    /// What LevelDB reported, as in `IO error: /data/app.roost/000012.log: No space left on device`: the file becomes the
    /// error's path, what the operating system said its message and number.
    ///
    /// LevelDB keeps no error number, only its text, so the number is found by asking the operating system for its texts.
    /// After "corrupted key for" it writes a key, which is a stored value and left out.
    init(_ code: Code, levelDB text: String, folder: String?) {
        var rest = Substring(text)
        for kind in ["IO error: ", "NotFound: ", "Corruption: ", "Invalid argument: ", "Not implemented: "]
        where rest.hasPrefix(kind) {
            rest = rest.dropFirst(kind.count)
            break
        }
        if let leak = rest.firstRange(of: "corrupted key for") { rest = rest[..<leak.lowerBound] + "corrupted key" }
        self.init(code, String(rest), path: folder)
        guard let folder, let name = rest.firstRange(of: folder + "/") else { return }
        // Names of LevelDB's files have no colon; that of the folder may.
        let end = rest[name.upperBound...].firstIndex(of: ":") ?? rest.endIndex
        path = String(rest[name.lowerBound..<end])
        let before = rest[..<name.lowerBound].trimmingSuffix(" ")
        let reason = rest[end...].drop { $0 == ":" || $0 == " " }
        message = [before, String(reason)].filter { !$0.isEmpty }.joined(separator: ": ")
        errno = Self.number(of: reason)
        if code == .locked {
            message =
                "the folder is open in a program that uses LevelDB itself, or was removed while this one had it open"
                + " (\(message))"
        }
    }

    /// A failed system call.
    init(errno number: CInt, _ call: String, _ path: String) {
        let code: Code =
            switch number {
            case ENOTDIR: .notADirectory
            case ENAMETOOLONG: .invalidArgument
            default: .io
            }
        self.init(code, "\(call): \(String(cString: strerror(number)))", path: path, errno: number)
    }

    /// The error number with a text.
    private static func number(of text: Substring) -> Int32? {
        // Linux has the most of them, 133.
        (1...140).first { String(cString: strerror($0)) == text }
    }
}

extension Substring {
    fileprivate func trimmingSuffix(_ character: Character) -> String {
        var text = self
        while text.last == character { text.removeLast() }
        return String(text)
    }
}
