package folder

// Sync does nothing: Windows has no sync of a folder, and its file systems keep a
// journal of their entries.
func Sync(string) error { return nil }
