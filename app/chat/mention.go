package chat

// Mentions returns who is named in a text as "@" and their id or name, each once, in
// the order in which they are named.
func Mentions(text string, f *Floor) []AgentID { return nil }
