// Package obligation turns what happened on a chat into what is owed to its
// customer, by when, and into the end of what is no longer owed: one ledger of
// every clock that the policy has a number for (D-02).
//
// # Clocks are events
//
// A clock that runs is the fact ObligationStarted with a due time; a clock
// that stopped is the fact ObligationEnded. [Follow] derives both from one
// event and the chat it was folded into. Nobody has to be awake for a clock
// to be right: a desk that slept reads the due time and knows. What time alone
// brings about, [Elapse] derives from the chat at the instant that [Due] names,
// and stamps with it, so that a hub that slept says what it would have said.
//
//	owed             starts with                          due after             kept by
//	takeover         TriggerRaised at alert level         takeover.* (G-SLA-04) ChatTakenOver, ChatAccepted
//	accept           ChatQueued, ChatOpened without bot   takeover.immediate    ChatTakenOver, ChatAccepted
//	first_response   ChatTakenOver, ChatAccepted,         first_response.max    the first line of the owner
//	                 ChatForwarded                                              or of who has joined
//	ack              the customer's first line to a bot   ack.auto (G-SLA-02)   a line of the bot
//	resolution       the first owner                      resolution.max        ResolutionConfirmed, ChatClosed
//	callback_prompt  the first owner                      callback.prompt       the same, or the offer of a call
//	reply            the customer spoke last              reply.max             a line of who serves
//	update           we spoke last and asked nothing      update.reminder       the next line of who serves
//	silence_nudge    we spoke last and asked something    silence.nudge         response silence-1 or -1b
//	silence_warn     silence-1, or time                   silence.warn          response silence-2
//	silence_close    silence-2, or time                   silence.close         response silence-3, ChatClosed
//	finish           ResolutionConfirmed, silence-3       silence.nudge         ChatClosed
//	call             one of the reasons below             what the reason says  an attempt that reached, or by hand
//	promise          any other promise (D-11),            what was said,        by hand
//	                 HandedToChannel otherwise            promise.vague
//	escalation       OfferMade of an escalation           what was said         ResolutionConfirmed, or by hand
//	promise          an escalation comes back             what was said         the same
//	confirm          OfferAccepted of an escalation       what was said         the same (G-ESC-05)
//	contact          the referee: PromiseContact          what was said         by hand (C-TRF-04)
//	overnight_review ChatOpened while nobody covers       overnight.review      NightReviewed (G-ON-02)
//	overnight_ack    the same                             overnight.review      a line with a text for that (G-ON-03)
//	overnight_resolve  the first attempt that reached     overnight.resolve     ResolutionConfirmed, ChatClosed (G-ON-12)
//	bot_error        TriggerConfirmed, or a mark by hand, the end of cover      BotErrorWritten
//	                 of bot_wrong or hallucination
//
// A line of the past ([chat.Message.History]) starts and ends no clock: whoever comes to
// serve the chat owes from then on. One that is taken back is owed no answer, and the
// line before it counts again; what was promised in it stays promised.
//
// A chat that goes back to the bot ends what people owed to its conversation, and keeps
// what was promised. A takeover is void when its trigger is cleared or dismissed, a first
// response when the chat is taken by somebody else or goes back to the queue,
// an escalation when its offer comes back, and everything when the chat closes
// but a call, a promise, a contact, an escalation and a confirm, which a customer was
// promised, and a review and a write-up, which the team owes itself. A call that was
// promised is never void: who promised it keeps it or hands it on, or has tried as often
// as the policy asks. One that follows from a rule ([ByRule]) is void once the customer
// confirms that it is solved, or a review says that nobody need be called.
//
// # Calls
//
// A call has a reason. Six may be offered in the chat (G-CB-01 to -06); whoever
// agrees on one is the referee. The others begin here:
//
//	reason           begins with                                   due after
//	silent           silence-2 or -3 (G-NR-04)                     silence.call
//	promised         a promise to call (D-11), or HandedToChannel  what was said
//	                 by phone
//	urgent_silent    time: an urgent chat whose customer has been  followup.urgent (G-FU-04)
//	                 silent for silence.close
//	setup_abandoned  ChatClosed in the middle of a set-up          followup.standard (G-FU-05)
//	technical        ChatClosed of a technical issue               followup.standard (G-FU-02)
//	billing          ChatClosed of a billing query                 followup.standard (G-FU-03)
//	left_unconfirmed ChatClosed without ResolutionConfirmed        followup.standard (G-FU-01)
//	overnight        ChatOpened while nobody covers                overnight.call (G-ON-11)
//	delay_check      a frustration alert, or an escalation, of a   delay.escalation_check (G-ONESC-02)
//	                 chat of the night
//	call_back        an attempt that reached a customer who asked  what they said
//	                 for another time
//
// A chat that has closed owes one call, for the strongest reason, which is the first
// of those above that applies, and none where a call came to be owed since the
// customer wrote last. "The same day" is the end of cover of the shift that runs, or
// of the next day that has any.
//
// An attempt that reached the customer keeps its call, with its note; followup.attempts
// that count end it as failed. Which of them count the fold says, from all that are
// known ([chat.CallLog]), so that late arrivals are judged in this one place, by what
// follows from AttemptEnded, and not by the referee, who lets every fact pass.
// A call that was tried in time is not late: the time is that of the first attempt
// (A-14, G-ON-11).
//
// # Nights
//
// A chat that comes while nobody covers the floor is filed for the next shift
// (NightFiled) and owed a look, a word and a call, by clocks that begin when that
// does. Until then an alert and a place in the queue start no clock of the day, for
// there is nobody to keep it. A roster that names nobody makes no nights.
//
// # The conversation
//
// While somebody serves a chat, exactly one of reply, update, silence_* and
// finish runs: who is to say the next thing. A line that asks ([flow.Expects])
// begins the silence, one that only tells leaves an open question open, one that
// asks for patience ([flow.Holds]) makes the next line ours. The whole silence
// series counts from the line that asked: each of its clocks has the
// same Started. It begins anew when the customer types, and stands still while
// the chat is held out to somebody. When the time of the next message has come
// and this one was not sent, the next takes its place (Obligation.Until). After
// ResolutionConfirmed there is no silence. While the backend of a chat is away
// nobody knows whether its customer is silent, and what rests on that stands still
// ([Hold]): the series, the call that was promised with it, and the call to a customer
// for whom it was urgent. A chat that is taken over
// begins with the line before it, and counts from the takeover.
//
// # Owners
//
// What is owed on a chat goes with the chat: a forward, or an owner who leaves,
// hands it on by ObligationHanded, and the clock runs as it ran. What a person
// promised stays theirs until they hand it over themselves; what is owed to a chat
// of the night goes with the chat. [Accountable] names
// somebody for every obligation at every time, or says that there is NO COVER.
//
// # Escalations that come back
//
// A customer who was told of an escalation waits for that time, whoever does the
// work. If nobody takes it (declined, expired, void), the escalation is void and
// whoever escalated owes a promise in its place: with the same start, due time and
// breach, caused by the offer (G-ESC-03, A-60, D-11). It is kept when the customer
// confirms (G-ESC-05), or by hand. A sender who withdraws an escalation has the
// customer told so, and owes nothing more of it (E-ESC-08).
//
// Another escalation of the chat ends such a promise as void, "promised anew",
// whatever time it names: the customer has been told the new time and the new
// number, and goes by the last that they read. What was promised otherwise stays.
//
// # Promises
//
// Follow, Hold and Elapse are pure and deterministic: the same chat and event give the
// same facts with the same ids, so a hub that takes over from another repeats
// nothing. Every obligation that started ends, or is still owed. A clock keeps the
// due time of the policy under which it started, which it names.
//
// The caller appends what Follow returns to the log together with the event,
// and folds it. Facts of this package have no consequences. Their cost does not depend on how
// many chats the floor has, nor, for lines of others than agents, on the line.
//
// A promise that is said again with a time that is not earlier is the same one:
// any call, and anything else in the same words. One that is earlier is owed
// beside the first.
//
// # Testing
//
// Table tests have a row for each line of the table above and each way out of
// it; TestEveryNumberOfTheRegister looks a millisecond before, at and after each
// due time, under the policy that ships and under another, and
// TestEveryNumberOfCallsAndTheNight does for what depends on a roster. Ten thousand
// random lives of a chat, by day and by night, are played to a hub that wakes in time
// and to one that sleeps, restarts and reads its log twice: both say the same.
package obligation
