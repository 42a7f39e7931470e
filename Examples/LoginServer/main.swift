// A server where users log in: Hummingbird over sessions that Roost keeps. README.md beside this file says what a client can
// and cannot take of it.
//
//     swift run --traits Hummingbird LoginServer [folder [port]]

import Foundation

func fail(_ reason: String) -> Never {
    let line = reason.split(whereSeparator: \.isNewline).joined(separator: " ")
    FileHandle.standardError.write(Data("LoginServer: \(line)\n".utf8))
    exit(1)
}

#if Hummingbird
do {
    try await LoginProgram(arguments: CommandLine.arguments.dropFirst()).run()
} catch {
    fail("\(error)")
}
#else
fail("it needs Hummingbird: swift run --traits Hummingbird LoginServer")
#endif
