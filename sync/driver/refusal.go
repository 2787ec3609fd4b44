package driver

// Refusal is a vendor's no, in words for a team lead.
type Refusal struct {
	// Words are a sentence, such as "Chatwoot does not let this token assign chats."
	Words string
	// Again says that the call had no effect and may be made again later, such as
	// after a quota.
	Again bool
	// Err is what the vendor said, without anything of a customer or a credential.
	Err error
}

// Error returns the words.
func (r *Refusal) Error() string { return r.Words }

// Unwrap returns what the vendor said.
func (r *Refusal) Unwrap() error { return r.Err }
