package chat

// OfferAwait holds the chat out to somebody who is away, without an end: it waits for
// them (C-TRF-04).
const OfferAwait OfferKind = "await"

// The ways in which a customer is promised to hear of somebody who is away
// ([Obligation.How]).
const (
	ContactMail  = "mail"
	ContactPhone = "phone"
)

// The commands about somebody who is away.
const (
	NamePromiseContact CommandName = "PromiseContact"
	NameAwaitAgent     CommandName = "AwaitAgent"
)

type (
	// PromiseContact promises the customer that To, who is away, gets in touch
	// (C-TRF-04). What is owed outlives the chat.
	PromiseContact struct {
		To AgentID
		// How is ContactMail or ContactPhone.
		How string
		Due Instant
		// Note is what To has to know.
		Note string
	}

	// AwaitAgent lets the chat wait for To, who is away (C-TRF-04).
	AwaitAgent struct {
		To   AgentID
		Note string
	}
)

// Name implements Wish for each command.
func (*PromiseContact) Name() CommandName { return NamePromiseContact }
func (*AwaitAgent) Name() CommandName     { return NameAwaitAgent }
