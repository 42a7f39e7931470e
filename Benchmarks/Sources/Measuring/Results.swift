package import Foundation

/// The folder that results land in.
package struct Results {
    /// The folder.
    package let folder: URL

    /// Makes the folder.
    package init(at path: String) throws {
        folder = URL(fileURLWithPath: path, isDirectory: true)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }

    /// Writes a value as JSON.
    package func write(_ value: some Encodable, to name: String) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
        try write(encoder.encode(value), to: name)
    }

    /// Writes text.
    package func write(_ text: String, to name: String) throws {
        try write(Data(text.utf8), to: name)
    }

    /// Writes a chart, and the same as PNG where `rsvg-convert` is installed.
    package func write(chart: String, to name: String) throws {
        try write(chart, to: "\(name).svg")
        let source = folder.appendingPathComponent("\(name).svg").path
        let target = folder.appendingPathComponent("\(name).png").path
        if Command.output(["rsvg-convert", "--zoom=2", "--output=\(target)", source]) == nil {
            print("no \(name).png: rsvg-convert is missing (Debian: librsvg2-bin)")
        }
    }

    private func write(_ data: Data, to name: String) throws {
        let url = folder.appendingPathComponent(name)
        try data.write(to: url)
        print("wrote \(url.relativePath)")
    }
}
