package chat

// Shelf names one of the libraries that all desks share. What stands on a
// shelf are records, each in versions that are merged by what their authors
// had seen; package record has the rules, and this package only carries them.
type Shelf string

// The shelves. A name is never renamed and never reused.
const (
	ShelfCanned    Shelf = "canned"    // approved texts
	ShelfFollowUps Shelf = "followups" // customers to be phoned
	ShelfHandover  Shelf = "handover"  // what one shift signs over to the next
)

// Valid reports whether s is one of the shelves.
func (s Shelf) Valid() bool { return s == ShelfCanned || s == ShelfFollowUps || s == ShelfHandover }
