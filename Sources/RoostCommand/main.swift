import Foundation

let words = CommandLine.arguments.dropFirst()
guard words.count == 2, let command = words.first.flatMap(Command.init), let path = words.last else {
    FileHandle.standardError.write(Data("\(Usage.text)\n".utf8))
    exit(2)
}
do {
    exit(try command.run(on: path))
} catch {
    FileHandle.standardError.write(Data("\(ErrorLine.text(of: error))\n".utf8))
    exit(2)
}
