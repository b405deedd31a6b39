import TestSupport

typealias TestFolder = TestSupport.TestFolder
