package outbox

// systemRoles is empty: here no process can limit its own files, and the disk
// in memory stands in.
func systemRoles() map[string]func(dir string) error { return nil }
