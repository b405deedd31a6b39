extension Risk: Codable, CodingKeyRepresentable {}
