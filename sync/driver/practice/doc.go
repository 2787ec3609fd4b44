// Package practice is a chat backend that needs nobody else: simulated
// customers, a simple bot, a web page where a person is the customer, and a
// player for recorded dialogues. It implements [driver.Driver],
// [driver.Follower] and [driver.Mounter], so that a hub treats it like any
// vendor, and it is what a new user sees first.
//
// # What it owns
//
// Nothing that has to survive. The log is this backend's memory: what a
// customer or the bot says goes to [driver.Sink] as an event whose id names
// the chat and the turn ("practice:<chat>:<turn>"; an answer of the bot in a
// live chat is "practice:<chat>:<turn>:bot" after the line that it answers),
// and what was said is read back from there. A hub that is killed between any
// two instructions therefore loses nothing and repeats nothing.
//
// # Delivery numbers
//
// A customer's client numbers what it receives: the number of a line is its
// place, from 1, among the customer-visible lines of its chat in log order.
// It is the same after a restart and for every client, so Last-Event-ID of a
// stream means what it says.
//
// # Threads
//
// Each simulated customer is a goroutine, so is the player, and so is each
// open stream; Run waits for the first two before it returns and ends the
// third. One mutex guards the rooms, and nobody holds it while waiting.
// Follow takes it for a few instructions and blocks on nothing else.
//
// # The fence (D-08)
//
// A line of the bot is under way only while its room's gate is held. TakeOver
// first marks the room, then waits for the gate: when it returns nil, no line
// of the bot is on its way and none will start.
//
// # Who answers a customer
//
// The bot answers in chats whose id begins with "web-" (the page makes such
// ids) and for lines that were posted with ?bot=1. Everywhere else the
// bot's lines come from the script, the file or the poster. A customer who
// writes into a chat that is over is heard by people: the hub opens it again
// and lets it wait for one (E-Q-04), and the bot stays silent.
//
// Where an agent ends a chat, the customer's client is told so by an event
// "closed" at that place of the stream, and a simulated customer goes home.
//
// # Files, ratings, typing and receipts
//
// Where the hub keeps files ([driver.FileSink]) a customer may send one, up to what
// the policy allows, and gets those of the own chat and of no other. A line of a file
// is made by the request that brings its bytes, so that nobody can speak of a file
// that is not there. Emoji are stripped where customers may not use them (V-EMO-01).
// A rating is shown to whoever listens while this process runs, and its answer is on
// the log; typing is told to the hub every five seconds at most.
//
// The page also says which lines it has drawn, all up to a delivery number, once a
// second at most: that is what makes an agent's line delivered. Simulated customers
// have no client, so of their lines no more is known than that they were sent.
//
// # What a script is for
//
// A step of a script says in its field raises which triggers must follow, by
// rule and level, with the policy, weights and articles that ship, at the speed
// of life, whichever wording and pauses are drawn: from the pause before it
// (that is when somebody becomes stuck) and from its line, and from no other
// step. A trigger that rises from notice to alert is raised by both steps. A
// step without the field raises nothing. Customers who are in mid-chat when a
// floor opens have hurried there, and are stuck later. The tests of
// cmd/internal/rehearsal play every script in every way and compare. Which script
// shows what, about says in a sentence; anyone who wants to see one now posts its
// name. A customer's step may have a file of the folder files; a customer who stays is
// silent after the last line to an agent until the chat is closed; rating is what they
// answer if they are asked.
//
// # Text from outside
//
// [ParseLine] is the only door. It replaces what is not UTF-8 and removes
// control characters other than line feed and tab.
//
// # Time and chance
//
// [Options.Now] tells the time; waiting is a timer of package time, which
// testing/synctest drives. Chance is a stream of numbers from [Options.Seed]
// and the chat's id, so the same seed plays the same floor.
//
// # How to test it
//
// The tests hold a sink in memory that numbers, deduplicates, fences and calls
// Follow as the hub does. Scripts run under testing/synctest, routes under
// net/http/httptest, and FuzzParseLine attacks the door.
package practice
