// Package chat holds the nouns of a support floor, the events that happen to
// them, the commands people wish for, and the fold that turns events into
// state. It imports the standard library only, so that everything else may
// import it.
//
// # Glossary
//
// One word per idea, the same in code, buckets, logs and on screen.
//
//	Floor       every active chat of a workspace and the people working on it
//	Chat        one conversation of a Customer with a bot, with Agents, or both
//	Agent       a person on the team, with a Role: primary, secondary, backup, lead
//	Message     what the customer sees
//	Delivery    how far a line of ours came: pending, sent when the backend took
//	            it, delivered when the customer's side has it; or failed, or unsure
//	Note        what the team sees
//	Whisper     what only the serving agent sees, and who wrote it
//	Told        a line that only the team sees and nobody wrote as one: the note
//	            of an offer that was taken, why one came back, why somebody left
//	Offer       a chat held out to somebody: a forward, or an invitation
//	Shelf       a library that all desks share; what stands on it are records
//	Event       a fact, past tense, ordered: MessagePosted, ChatTakenOver
//	Command     a wish, imperative, may be refused: TakeOver, PostMessage
//	Position    (epoch, sequence): how far into the event log somebody is
//	Trigger     a rule that fired on a chat, with its Evidence
//	Alert       how a trigger reaches a person
//	Obligation  something owed to somebody by a time, and the clock of it
//	Step        how far an agent has come with a chat: greeting … closing
//	Skip        a step left out on purpose, with the reason
//	Escalation  an offer of the chat to who knows or may do more
//	Help        an agent's call for the lead
//	Ticket      what is left of a chat for ever; package ticket has its form
//	Backend     a vendor's chat system, with what it can do and how it is reached
//	Outsider    an agent whom only a backend knows: no desk, never given anything
//	Past        said of a line that was said long before the hub heard of it
//	Draft       what a customer has typed and not sent
//	Department  a team that chats belong to: one of the policy's queues
//	Route       which department or person a chat is for, and by which rule
//	Wait        a line of chats that wait for the same, oldest first
//	Group       a chat of several agents, one of whom leads it and ends it
//	Channel     what the team says among itself, in rooms
//	Side        the same beside one chat: its side thread
//	Mention     somebody's name after an "@", for them to hear of it
//	Contact     an Obligation of somebody who was away, to get in touch
//	Focus       an agent's wish to hear of their own chats only
//	Claim       a takeover that was granted and is not yet confirmed by the backend
//	Call        an Obligation to phone a customer, with its Reason
//	Callback    a call that was offered in the chat and agreed to
//	Attempt     one try to reach somebody by phone; in vain, it may count or not
//	Early       said of an attempt that began too soon after the one before it
//	Night       what becomes of a chat that came while nobody was on cover
//	Write-up    what somebody wrote of something that the bot did wrong
//	Shift       a stretch of the roster, for which one set of people is accountable
//	Cover       who answers for the floor now; nobody is NO COVER
//	Ask         a request to cover for somebody, such as for a break
//	Idle        said of an agent whose desk nobody touches
//	Handover    what a shift signs over to the next, item by item
//	Key         by which somebody signs handovers
//
// # The fold
//
// [Floor.Apply] is the only way state changes. It is a pure function of the
// floor and one [Event]: the same events in the same order make the same
// floor on the hub, on every desk and in a replay. It is idempotent: an event
// whose id the chat has already seen changes nothing, so overlap after a
// reconnect is harmless. Events of a chat that has left the floor are ignored.
//
// The cost of one event does not depend on how many chats the floor has, nor
// on how long the chat is, but for a line that is edited or removed. Who waits
// for a person stands in lines that every event keeps ([Floor.Waits]), so that
// nobody looks through the floor for them.
//
// # What moves nothing
//
// A whisper is for two people, and the floors of those who are not told of it
// ([Event.Private], [Event.Concerns]) must agree with theirs: it moves neither the
// newest line, nor its time, nor the chat's revision, and [Floor.Hash] leaves it
// out. A line of the team's ([Told]) remembers an event that has counted already.
// What the team says among itself stands beside a chat and moves it no more.
// What is saved on a shelf is carried to those who merge it; no chat changes.
//
// # What is told late
//
// Attempts to call happen whether or not a hub is there to be told, so they arrive
// late, twice and in any order. A [CallLog] is the same for the same attempts: which
// of them were too early, and how many count as in vain, is judged anew by all that
// are known.
//
// Lines are told late, too: at first sight of a chat, and after a lost connection.
// They say when they were said; [Message.History] is of those for which nobody is
// to be called any more.
//
// # Threads
//
// A [Floor] belongs to one goroutine. What it hands out is safe to keep only
// where the method says so; the elements of [Chat.Messages] are never changed
// in place, so a slice header taken from it may be read by another goroutine
// for as long as anyone likes. It grows at its end; the rare line that is edited
// or removed makes it a new slice ([Chat.Rewritten]).
//
// # Time
//
// No function here asks the clock. Every event carries the hub's [Instant].
package chat
