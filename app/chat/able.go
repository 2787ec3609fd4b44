package chat

// Deed says what an operation is for people, as in "Chatwoot cannot …".
func (op Operation) Deed() string {
	for _, d := range deeds {
		if d.op == op {
			return d.words
		}
	}
	return "do this"
}

// deeds are the words of the operations. It is read-only.
var deeds = []struct {
	op    Operation
	words string
}{
	{OpStream, "tell of what happens as it happens"},
	{OpAllChats, "show every open chat"},
	{OpObserve, "let anybody watch a chat unseen"},
	{OpHistory, "show what was said before"},
	{OpReplay, "tell again what was missed"},
	{OpReply, "bring a line to the customer"},
	{OpFile, "bring a file to the customer"},
	{OpReceipt, "say whether a line has arrived"},
	{OpTakeOver, "hand a chat over to a person"},
	{OpForward, "hand a chat to another person"},
	{OpForwardTeam, "hand a chat to a team"},
	{OpReturn, "give a chat back to its bot"},
	{OpJoin, "have a second person in a chat"},
	{OpInvite, "have a colleague asked into a chat"},
	{OpLeave, "let a person go out of a chat"},
	{OpEnd, "end a chat"},
	{OpEndReason, "keep why a chat has ended"},
	{OpRating, "ask the customer for a rating"},
	{OpNote, "keep notes"},
	{OpTag, "keep tags"},
	{OpCustomer, "say what is known of a customer"},
	{OpDraft, "show what the customer is typing"},
	{OpTyping, "say that the customer is typing"},
	{OpBotMark, "say which lines are the bot's"},
	{OpConfidence, "say how sure the bot was"},
	{OpCanned, "share its canned responses"},
	{OpArticle, "share its help articles"},
	{OpTranscript, "mail a chat to the customer"},
	{OpBlock, "keep a customer from writing"},
	{OpWhatsApp, "send a text to a number"},
	{OpTeamChannels, "say which teams it has"},
}

// Unable says in a sentence that b cannot do op, and why where its driver says so; it
// is empty for what b can do.
func (b Backend) Unable(op Operation) string {
	c := b.Capabilities.Of(op)
	if c.Ability.Can() {
		return ""
	}
	name := b.Title
	if name == "" {
		name = b.Name
	}
	words := name + " cannot " + op.Deed()
	if c.How != "" {
		return words + ": " + c.How
	}
	return words + "."
}

// Unable says why the backend of a chat cannot do op, as a sentence; it is empty where
// it can. A backend that the floor was never told of, as in an old log, is taken as able
// to do everything.
func (f *Floor) Unable(c *Chat, op Operation) string {
	if b, known := f.Backend(c.Driver); known {
		return b.Unable(op)
	}
	return ""
}
