package knowledge

import "floorwalker/app/chat"

// Question is one answer of the bot, to be judged.
type Question struct {
	Chat    chat.ChatID
	Message chat.MessageID
	// Text is what the bot said.
	Text string
	// Before is the customer's line that was answered; it may be empty.
	Before string
	// Passage is what the answer was made from, if the bot says so. It is
	// then what the answer is measured against, and the index is not asked.
	Passage string
}

// Index is what a question is looked up in. It never changes; app/knowledge
// asks for it and sync/lookup has it.
type Index interface {
	// Version is what [VersionOf] says of the articles.
	Version() string
	// Len is how many articles there are.
	Len() int
	// Frequency returns how many articles have a term.
	Frequency(term string) (int, error)
	// Find returns the articles with the greatest sum of the weights of the
	// terms that they have, at most limit, the best first; of equals the
	// lower id first.
	Find(terms []Term, limit int) ([]Article, error)
}

// Term is what an index is asked for, with its weight.
type Term struct {
	Text   string
	Weight int
}
