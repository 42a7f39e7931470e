import Foundation

let words = CommandLine.arguments.dropFirst()
if words.count == 1, ["--help", "-h", "help"].contains(words.first) {
    print(Usage.text)
    exit(0)
}
do {
    guard words.count == 2, let command = words.first.flatMap(Command.init), let path = words.last else {
        throw Usage.Mistake()
    }
    exit(try command.run(on: path))
} catch {
    FileHandle.standardError.write(Data("\(ErrorLine.text(of: error))\n".utf8))
    exit(1)
}
