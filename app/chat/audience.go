package chat

// Private reports whether e is for some of the team only. Nobody else is told
// that it exists, neither by a line nor by a hole in the numbering (D-03).
func (e *Event) Private() bool {
	_, whisper := e.Body.(*WhisperPosted)
	return whisper
}

// Concerns reports whether agent a may be told of e: of a whisper who wrote it
// and who served the chat then (C-OBS-06); of everything else everybody.
func (e *Event) Concerns(a AgentID) bool {
	w, whisper := e.Body.(*WhisperPosted)
	return !whisper || a != "" && (a == e.By || a == w.To)
}
