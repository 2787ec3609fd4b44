// Package chatwoot is the driver of Chatwoot: ActionCable for what happens, REST for all
// that is asked and done.
//
// # What is believed
//
// The cable brings each event at most once, in any order, and some twice, so an event
// says that something has happened and REST says what: a new line makes the driver read
// the chat's messages behind the last one that it is sure of, and hand them on in the
// server's order. Every minute, and after each lost connection, it asks for all chats,
// whatever their status, that have changed since it asked the last time, and looks at the
// newest lines of each, a few chats at a time; that finds what the cable forgot. Every
// half hour, and at first, it lists all that are open, pending or snoozed. Where reading
// would exceed the server's limit of requests, lines are handed on as the cable had them
// and checked later.
//
// What Chatwoot says of a chat is compared with what the hub knows by package settle, in
// the order of updated_at.
//
// # Silence
//
// While it watches, the driver reads, and nothing else: no presence, no typing, no read
// marks (V-INV-01). The availability of the token's user is left alone. Chatwoot itself
// counts a user as present for twenty seconds after a subscription; whoever minds gives
// the hub an administrator of its own, and sets them to offline there.
//
// # Who speaks
//
// Lines and notes come from the user whose token the hub has: Chatwoot lets nobody else
// speak. The chat is assigned to the person whom Config.Agents, a mail address or a name
// finds; where nobody is found, to the token's own user, and the hub goes on knowing who
// it is. Chatwoot fills in {{contact.name}} and its like in what is sent.
//
// A line of ours carries our message id twice: as echo_id, and in content_attributes as
// floorwalker_message, which is still there after a restart. Only lines of Chatwoot's
// users are searched for it, because a customer's widget may choose an echo_id.
//
// # The bot
//
// A chat is the bot's while it is pending or assigned to an AgentBot. A bot that wants to
// be judged by its confidence puts it into content_attributes.bot_confidence, from 0 to 1
// (G-TRIG-10). A bot that goes on answering in open chats is fenced off here (D-08), but
// its customer has seen the line: the fix is in the bot.
//
// # Exercised against
//
// The cable runs in the tests against Rails' own ActionCable with a channel of ours that
// is shaped like Chatwoot's (testdata/cable.ru): subscribing, events (which Rails itself
// swaps now and then, as several threads send them), a wrong token, a rejection, a
// restart, the death of the process, a slow server, an Origin that Rails does not know. REST runs against package standin alone, which is built from a reference
// to the public source of Chatwoot 4.10. No call was ever made to a live Chatwoot, and
// every capability says so.
//
// # Threads
//
// Everything may be called from any goroutine. What Run is called with and list, handle
// and sweep run on one goroutine; the chats of one batch are worked on by several, each
// under its room's lock, and no call of an agent's waits for that.
//
// # Testing
//
// TestConformance runs the suite that every driver has to pass; play sets a scene with the
// stand-in in a bubble of synctest; TestReal needs puma (.ci/deps test).
package chatwoot
