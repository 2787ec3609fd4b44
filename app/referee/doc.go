// Package referee holds the rules of who may do what, and who wins.
//
// # What it owns
//
// [Scene.Decide] turns one wish into facts or into a refusal; [Decide] is short for
// the scene of a desk or a test that has no records and trusts its time. [Confirm], [Revert]
// and [Delivered] turn what a driver answered into facts, [Expire] does so for
// a timer, and [Follow] for what another fact does to the offers that are open.
// Nothing else in the project may decide these things: the hub asks before it
// appends, and a desk may ask the same question of its own floor for an instant
// answer that the hub then confirms.
//
// # A takeover is a saga
//
//	bot chat, or a colleague's   TakeOver → TakeOverClaimed, EffectTakeOver
//	                             driver says yes → Confirm → ChatTakenOver and one system line
//	                             driver says no  → Revert  → TakeOverReverted
//	queued chat                  TakeOver or AcceptChat → ChatAccepted and one system line, EffectTakeOver
//
// A queued chat has no bot that must be stopped first, so both commands mean
// the same there and own it at once (E-ACT-04, S-ACC-03). The driver is told
// by the same call; Confirm and Revert then return nothing, because no claim
// is open. Either way the customer is told exactly once who has joined
// (V-INV-04, A-36).
//
// Every MessagePosted with delivery "pending", the system line among them, is
// for the hub to bring to the customer with Driver.Post, and to follow with
// Delivered. The line of an accept is in the Decision, so it is posted after
// the driver's TakeOver returned; the line of a takeover comes from Confirm.
//
// # The ladder
//
//	Observe   an audit fact, no event           whoever is online
//	Whisper   WhisperPosted                     to the owner, by anybody else
//	Join      AgentJoined, one line             beside an owner, who stays owner
//	TakeOver  the saga above                    a colleague's chat: leads only
//	Leave     AgentLeft, one line               owner: to the first who joined and is
//	                                            online; alone: ChatQueued, same batch
//
// Whoever has joined writes to the customer as the owner does (V-JOIN-03). Each
// step has an audit fact: [Decision.Audit] is about observing and is dropped by
// the hub where there was none, [Decision.Step] is always written.
//
// # Offers
//
//	Forward      owner → OfferMade           AcceptOffer → OfferAccepted, ChatForwarded,
//	                                         TagAdded, one line; EffectTakeOver
//	Invite       who serves → OfferMade      AcceptOffer or Join → OfferAccepted,
//	                                         AgentJoined, one line
//	Escalate     owner → MessagePosted,      AcceptOffer, read → OfferAccepted,
//	             OfferMade, TagAdded         ChatForwarded, one line; EffectTakeOver
//	all          DeclineOffer, WithdrawOffer, Expire, Follow → OfferReturned
//
// An escalation tells the customer before anybody else, with its number, and again
// if it is taken back (A-32, E-ESC-08). Somebody in focus is offered nothing by
// name; their team is, and no alert depends on it (S-MULTI-05).
//
// The sender serves and answers for the chat until ChatForwarded, which
// changes the owner in one fact (S-TRF-05). A chat has at most one open forward or
// escalation, made by its owner; Follow voids what has lost its ground, so this holds after
// every fact. The first who accepts has it, and the others are told who
// (E-Q-02); from its Due on an offer is refused as gone, whether or not the
// timer has fired. One person cannot decline for a team.
//
// While a takeover by somebody else is open, nothing else may change the owner:
// the backend is being told of that one, and a second would be lost.
//
// # Marks
//
// With one key a person says that the bot is wrong in one of its lines, or that
// the customer is frustrated in one of theirs, and with another that a suspicion
// is right (G-TRIG-02, A-47):
//
//	MarkTrigger     TriggerRaised, an alert      on what nobody serves; everybody may
//	                TriggerConfirmed             where a detector has found that line, or
//	                                             holds an alert already
//	ConfirmTrigger  TriggerConfirmed             of bot_wrong and hallucination
//
// A badge that is confirmed calls somebody, so a TriggerRaised goes before.
// The same said twice is said once.
//
// # Who may do what
//
// [Rights] is the one table of it, with a row for each command and for each sharper
// form of one, and with words: screens grey out by it ([May]) and README shows it. What
// else is asked for beside the role, such as that the chat is one's own, a row says in
// words and the ruling decides.
//
// What the chat's backend cannot do ([Needs]) is refused in a sentence that names it,
// before anything else is looked at. Notes, tags and what the team says among itself
// are the hub's own and need nothing of a backend; one that the floor was never told of
// is taken as able. Whoever only a backend knows is nobody to whom anything is given.
//
// # Together
//
//	BeginGroup, NameLead, EndGroup   GroupChanged              C-TRF-03: in a group its lead, or a
//	                                                           lead of the floor, ends the chat and
//	                                                           gives it back, whoever owns it
//	AwaitAgent                       OfferMade, no end         C-TRF-04: to somebody who is away,
//	PromiseContact                   ObligationStarted         where the policy has it so
//	ReturnToBot                      one line, ChatReturned    by who may end the chat
//	BlockCustomer, SendTranscript    CustomerBlocked, TranscriptAsked
//	PostTeam                         TeamPosted                into the channel, or beside a chat;
//	                                                           no driver is told (C-INT-01)
//
// An offer that waits for somebody who is away has no due time: nobody's timer ends it,
// and its sender serves the chat meanwhile, as with any other.
//
// # Leaving
//
// An owner who leaves hands the chat to whoever joined first. Where nobody is left, it
// goes into the queue with an open ticket, in one decision: AgentLeft, ChatQueued,
// TicketSaved (V-LEAVE-02 to -04). Whose access is taken away leaves no ticket: nobody
// is there to be asked for one.
//
// # The end
//
// EndChat is the only way in which a person ends a chat, and only its owner
// (G-COMM-03). It comes with the ticket, which has to be complete by the policy's
// form, and with a reason for each step of the closing that is not done
// (G-COMM-04, A-29). What is missing is listed, each with its field and its
// requirement. What is granted is one decision: TicketSaved, the tags that follow
// from it, what it promises (ObligationStarted) and ChatClosed. SaveTicket changes
// the ticket afterwards.
//
// # What is owed
//
// Most clocks start and end by what happens, and by nobody's word. A person says
// of a call, of a promise and of an escalation that it is kept, was tried in vain,
// or is a colleague's from now on, also on a chat that has closed. Only who owes it
// or a lead may, and anybody where a team does. The policy's number of attempts,
// each a gap after the one before, end a call as failed (A-15, G-FU-06).
//
// # Lines
//
// A line is judged here as on the desk (package guard): what is blocked is refused
// whatever the desk says, what is warned of goes with the name of the rule among
// its overrides (G-SEC-01). A desk that has no policy yet leaves the warnings to
// the hub. Those of an approved text are the composer's, which alone knows what of
// it quotes the customer.
//
// # Calls
//
//	BeginAttempt      AttemptBegan       by followup.May: one at a time, a gap after the
//	                                     end of the last, as often as the policy says; at
//	                                     no certain time only the first, or a lead's
//	EndAttempt        AttemptEnded       always: it is a fact, however late, also of a
//	                                     call that is not owed any more
//	OfferCallback     CallbackOffered    six reasons, or a lead's own (G-CB-07)
//	ScheduleCallback  ObligationStarted  after the customer's own line (G-CB-08), in a
//	                                     slot that somebody can keep (G-CB-09)
//
// A phone rings whatever a referee thinks. So what was begun with the hub away is kept,
// too, and the fold marks what came too early. What follows from an attempt, such
// as the end of the call, is the ledger's (package obligation).
//
// A line goes by WhatsApp only through the chat's platform and after the policy's number
// of failures. A customer of the night is sent nothing but an acknowledgement until a
// call was tried, or somebody has said why not.
//
// # Shifts
//
// Cover and breaks are judged by package cover, the end of a shift by package
// checklist: it is refused with the list of what nobody has. A handover is taken if it
// is readable, its sender's, signed by the key that is registered for them, chained to
// the last, and has exactly what this floor says has to go over. Each item that is
// acknowledged changes hands in the same decision, with the facts of several chats in
// one batch: ChatForwarded with its one line, or ObligationHanded; what has come to
// somebody else meanwhile stays with them. What a lead takes in writing becomes theirs
// in the same way. Keys are registered by their owners and retired by leads.
//
// # Records
//
// SaveRecord is checked for its form, its author and its clock, and never for
// what is on the shelf already: package record keeps what does not know of each
// other side by side. Like SetFocus and ChangePolicy it has no chat;
// [chat.Floor.Knows] gives each one effect. A policy is changed by leads, from the
// version in force to the next.
//
// # Ids
//
// Every event id derives from the command's id: "<cmd>" for the first fact,
// "<cmd>/1" and so on for the others, "<cmd>/taken", "<cmd>/told" and
// "<cmd>/reverted" for the end of a saga, "<offer>/returned" for an offer that
// goes back by itself, "<message>/sent" and the like for a delivery. A command's id cannot contain a slash, so no desk can choose an id
// that shadows a fact of somebody else's command. A successor that finishes a
// claim makes the same ids, and the fold drops the second copy.
//
// # Order and threads
//
// All functions are pure: they read the floor, change nothing, and never ask
// the clock. The one who calls them must own the floor, and must append what
// they return before the next call, or two calls may both grant. Events carry
// now as a proposal for At; the hub replaces it by its own, monotone, time.
//
// # Tests
//
// A table for each command, and a property test in which four agents send
// random commands, replays among them, while timers fire and desks go offline:
// never two owners, never a served chat in nobody's list, one winner, an open
// forward or escalation is its owner's, no end without a ticket, nothing owed that
// another may end, words in every refusal, no second effect. Another lets four people
// call, write, hand over and go home at random: no attempt too early, no WhatsApp
// before three failures, no line before a call at night, and nobody goes and leaves
// something that is theirs.
package referee
