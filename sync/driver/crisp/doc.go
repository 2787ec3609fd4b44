// Package crisp brings the chats of one workspace of Crisp (crisp.chat) to the floor,
// and what the floor does with them back. It implements [driver.Driver] and most of what
// a driver may be beside that; [Driver.Capabilities] say which, and how.
//
// # What it owns
//
// Nothing that has to survive. Crisp is the truth of a chat's state, the log of its
// lines; what is in memory is Crisp's newest word, so that fewer calls are made.
//
// # The stream
//
// Crisp speaks Engine.IO 4 with Socket.IO inside, over WebSocket alone; the type socketio is
// that protocol in one file, and knows version 3 for a server that refuses the other.
// The address is asked for at each connection, as Crisp moves it; after two dials in vain
// its rescue address is tried every other time. A wrong key is tried again once a
// minute and no more often: a person has to do something, and Status says what.
//
// The names of events are the visitor's: message:send is what the visitor sent.
//
// # Nothing lost, nothing twice
//
// The stream has neither numbers nor a memory. So the subscription comes first, then the
// list of all open chats, then what came meanwhile (package catchup). A line is known by
// its fingerprint, which is in its event's id. What the stream forgets in silence is
// found where that costs little: when a chat is read again after a lost connection, when
// it ends, and every quarter of an hour, by one call for fifty chats and one for each
// chat that has changed. That is the whole of what is ever asked without cause; there is
// no polling.
//
// A read may come out of a cache of Crisp's that is a second old, which Bloom-Status
// tells. A call of ours then asks once more; whoever takes in the stream never waits for
// one chat, believes of such an answer only lines that are new, and has the chat read
// again within a quarter of a minute.
//
// Live events wait for no read: a batch of them has less than a second for all that it
// would like to have read, and nothing where Crisp says that the quota is used up, or our
// count does. Then a new chat is put on the floor from its event alone and is read later,
// a list that could not be finished is owed, Crisp is asked more and more rarely, and
// Status is catching up and says since when, what is not seen, and until when.
//
// # Our own lines
//
// The fingerprint of a line of ours is a digest of the session and our own id of the
// line, which also goes with it as a property ("floorwalker"). So the echo is recognised
// without a memory, by this process, the next one, or another hub. A post is made once:
// where no answer comes, it is [driver.ErrUnsure], and the echo, if there is one, says
// that the line was sent after all.
//
// # The bot
//
// Chats of Crisp's bot are in an inbox of their own, by default the one that is called
// "Automated" or the like; leaving it is a hand-off. A workspace without such an inbox
// has chats that are the bot's until a person is assigned or answers. A line is the
// bot's if Crisp marks it as automated.
//
// How sure a bot is, Crisp does not say. A bot of the team's own says it by our
// convention: a property "bot_confidence" of its line, a number from 0 to 1, and if it
// likes "bot_intent", a word. A line with the first is the bot's, marked or not.
//
// A takeover assigns the agent's operator and then moves the chat out of the bot's
// inbox. If the second call fails nobody is told that it worked, and Serving, which the
// hub asks then, finishes it. Whether Crisp's own bot is silent from that instant its
// documents do not say; a line of it that comes late is refused by the hub (D-08).
//
// # Teams, tags, ends
//
// Inboxes are teams and segments are tags. Crisp replaces the whole list of segments, so
// it is read, changed and written. Crisp has no field for why a chat ended: it is a note,
// the data "floorwalker_ended" and "floorwalker_ticket", and a segment "ended-…", and
// then the chat is resolved. Notes that no person wrote are marked as automated.
//
// # Quota
//
// Crisp allows 10,000 calls a day, a plugin 5,000. All are counted in a window of a day.
// When six tenths are used, what was said before is not read any more until there is
// room; the stream and what people do go on. After 420, 423 or 429 nothing is sent for as
// long as Crisp asks (package rest).
//
// # Strangers
//
// Decoding is narrow: each decoder names the fields that it wants, cuts them, and takes a
// wrong type for a missing field; ids that could not stand in a path are refused. Files
// of customers are fetched from hosts under crisp.chat and from those in the settings,
// without our key and without redirects, because a visitor can put any address into a
// message; the chat's later lines wait behind a file, and those of no other chat. Where the REST interface is reached by https, the stream and the place of an
// upload have to be encrypted as well.
//
// # Threads
//
// One goroutine takes in the stream and the lists, in order. Calls come from others; one
// mutex guards what both look at, and nobody holds it while waiting.
//
// # What was really tried
//
// Nothing against Crisp itself, so all capabilities are Unverified. The protocol of the
// stream (greeting, versions 4 and 3, authentication, refusal, pings, restarts,
// standstills) was tried against socket.io 4.8 as published; the REST interface against
// package standin alone, which was written from the reference.
//
// Known to be weak: whether a plugin's key may write, and not only read, shows at the
// first write; a line that was changed or taken back while the connection was lost is
// noticed only if it is among the newest of its chat; a file that was sent while the
// connection was lost is waited for by all chats, for three seconds at most.
//
// # How to test it
//
// Package conformance runs it in a bubble of synctest against the stand-in.
// protocol_test.go starts a real server with node: ".ci/deps test" installs it.
package crisp
