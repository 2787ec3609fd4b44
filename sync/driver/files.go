package driver

import (
	"context"
	"io"

	"floorwalker/app/chat"
)

// FileSink is a [Sink] whose hub keeps files (E-ACT-06, V-ATT-01). A driver that
// can bring or show files asks whether its sink is one; without it a chat has no
// files.
type FileSink interface {
	Sink
	// KeepFile keeps what a customer sends and returns how a MessagePosted speaks
	// of it. What is too large for the chat's channel, empty, or has no room is
	// refused, with an error that is a sentence for people.
	KeepFile(ctx context.Context, id chat.ChatID, name string, r io.Reader) (chat.File, error)
	// OpenFile opens the bytes of that hash.
	OpenFile(hash string) (io.ReadSeekCloser, error)
	// Manners say what customers of a chat may send now.
	Manners(ctx context.Context, id chat.ChatID) (Manners, error)
}

// Manners are what the policy in force says of a customer's messages.
type Manners struct {
	// Upload is the size of the largest file in bytes; the smaller of the
	// floor's limit and the channel's.
	Upload int64
	// Emoji says whether customers may use them (V-EMO-01). Where they may not,
	// a driver with a page of its own strips them before a line is delivered.
	Emoji bool
}

// Rater is a driver whose customers can be asked what they think of a chat. They
// see stars or smileys, as style says (policy.RatingStars, policy.RatingSmiley), and
// their answer comes as a RatingGiven. The same claim again asks nothing a second
// time.
type Rater interface {
	AskRating(ctx context.Context, id chat.ChatID, style string, claim chat.EventID) error
}
