// Package obligation turns what happened on a chat into what is owed to its
// customer, by when, and into the end of what is no longer owed.
//
// # Clocks are events
//
// A clock that runs is the fact ObligationStarted with a due time; a clock
// that stopped is the fact ObligationEnded. [Follow] derives both from one
// event and the chat it was folded into. Nobody has to be awake for a clock
// to be right: a desk that slept reads the due time and knows.
//
//	owed            starts with                        due after                 kept by
//	takeover        TriggerRaised at alert level       the tier's (G-SLA-04)     ChatTakenOver, ChatAccepted
//	accept          ChatQueued, ChatOpened without bot takeover.immediate        ChatTakenOver, ChatAccepted
//	first_response  ChatTakenOver, ChatAccepted,       first_response.max        the first line of the owner
//	                ChatForwarded                                                or of who has joined
//
// A takeover is void when its trigger is cleared or dismissed, a first
// response when the chat is taken by somebody else or goes back to the queue,
// and everything when the chat closes.
//
// A chat that is forwarded, or that an owner leaves to who had joined, takes
// along what its owner owes: the clock ends as void and starts as the new
// owner's, with the Started and the Due that it had, so the customer's wait
// does not begin anew. Only where nothing ran does a forward start a clock of
// its own. An offer that nobody has answered is no obligation: its sender owes
// what they owed, and its Due is in the offer.
//
// # Promises
//
// Follow is pure and deterministic: the same chat and event give the same
// facts with the same ids, so a hub that takes over from another repeats
// nothing. At most one obligation of a kind and cause runs on a chat. Every
// obligation that started ends, at the latest when its chat closes.
//
// The caller appends what Follow returns to the log together with the event,
// folds it, and need not call Follow for it: facts about obligations have no
// consequences.
//
// # Testing
//
// Table tests have one row for each line of the table above; a property test
// plays random events and looks for clocks that never end and ids that
// repeat.
package obligation
