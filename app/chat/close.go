package chat

type (
	// RatingAsked says that the customer was asked to rate, which happens at
	// most once (V-RATE-01).
	RatingAsked struct{ Style string }

	// RatingGiven is the customer's answer.
	RatingGiven struct {
		Stars int // 1..5
		Words string
	}

	// TicketSaved puts the chat's ticket on record, and replaces an earlier one.
	TicketSaved struct {
		Ref    string
		Ticket []byte // a JSON object of package ticket
	}
)

// The kinds of events about the end of a chat.
const (
	KindRatingAsked Kind = "RatingAsked"
	KindRatingGiven Kind = "RatingGiven"
	KindTicketSaved Kind = "TicketSaved"
)

// Kind implements Body for each event.
func (*RatingAsked) Kind() Kind { return KindRatingAsked }
func (*RatingGiven) Kind() Kind { return KindRatingGiven }
func (*TicketSaved) Kind() Kind { return KindTicketSaved }

// The commands about the end of a chat.
const (
	NameAskRating  CommandName = "AskRating"
	NameSaveTicket CommandName = "SaveTicket"
)

type (
	// AskRating asks the customer to rate.
	AskRating struct{}

	// SaveTicket changes the ticket of a chat that has ended.
	SaveTicket struct{ Ticket []byte }
)

// Name implements Wish for each command.
func (*AskRating) Name() CommandName  { return NameAskRating }
func (*SaveTicket) Name() CommandName { return NameSaveTicket }

// Rating is what the customer was asked and answered. It outlives a chat that
// closes and comes back: nobody is asked twice.
type Rating struct {
	AskedAt Instant
	Stars   int // 1..5; 0 for no answer
	Words   string
}
