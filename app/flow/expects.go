package flow

// Expects reports whether the author of text waits for an answer to it.
func Expects(text string) bool { return text != "" }
