package chat

import "strings"

// File is something that came with a line (V-ATT-01). Its bytes are not in the
// log: whoever wants them asks the hub for what has this hash.
type File struct {
	// Hash is the SHA-256 of the bytes, in lower-case hex.
	Hash string
	// Name is the sender's own and untrusted text; Type is the MIME type that
	// the hub found in the bytes.
	Name, Type string
	Size       int64 // bytes
	// Width and Height are in pixels; zero for what is no picture.
	Width, Height int
}

// IsHash reports whether s could be a [File]'s hash.
func IsHash(s string) bool {
	return len(s) == 64 && strings.Trim(s, "0123456789abcdef") == ""
}
