// Package livehelperchat is the driver of Live Helper Chat.
//
// It knows one server by one operator's REST API key. The server is PHP and has no
// stream, so the driver looks: it lists the chats that are open, reads the lines of
// those that have new ones, and tells what is different from what the hub knows. Between
// two looks it waits three seconds while things move, five for the minutes after, and
// fifteen when nothing does. Where the site has the NodeJS-Helper, that says when to
// look at once; what it says is a hint and is never shown, for visitors can forge it.
//
// # What it never does
//
// It opens no chat by a call that accepts it, sends no "workflow" and no
// "update_activity", and never turns an operator's online switch, which is inverted
// there. Whoever only watches changes nothing: on a real server with 236 open chats
// every table of the database had the same checksum before and after (V-INV-01). An
// agent's line that begins with "!" would be run as a command, so it is sent behind a
// character without width. The visitor's secret and operators' password hashes, which
// stand in many answers, are asked to be left out where that can be asked, and have no
// field to be decoded into. What an answer says is never logged.
//
// # Reading
//
// Most refusals come with status 200, numbers come as strings and lists as objects; the
// decoders take all of that, and every decoder has a fuzz target. New lines are those
// behind the newest number. A line that is changed or taken back is seen only by reading
// the chat as a whole, which happens every minute while something goes on in it, every
// ten otherwise, and at its end. From an answer of which a row could not be read nobody
// concludes that a line is gone. A chat that is not in the list any more is read alone:
// it may have been between two pages.
//
// System lines of the server are for operators and are not brought; what they tell comes
// as a fact. Whispers are notes. The state of a chat stands before its lines where the
// bot has it now and behind them otherwise, so that nothing that the customer has seen
// is refused by the fence. A line of the bot's after our own takeover is refused all the
// same (D-08), although a server that lets it speak has shown it: taking over by
// setchatstatus drops what the bot still has to say. In an automatic line to somebody
// who waits no bot has come back, so it is the system's.
//
// # Writing
//
// The server says yes where it did nothing, above all to a close without the right for
// it. So every change of who serves a chat, and of whether it is open, is read back, and
// only what is read counts. A line is sent once; if nobody answers it is looked for in
// the chat, and told to be sent once it is found there, also after a restart, by what
// the hub has in its log. Notes of ours end in a character without width, by which they
// are known again. The raw write that moves chats takes any field there; the driver can
// send four.
//
// An agent of the configuration acts as the operator that they are. For anybody else the
// key's own operator serves, under the agent's name; who that was is known until the hub
// restarts, and then taken from the hub.
//
// # Threads
//
// Looks come from one goroutine. A call holds its chat for as long as it takes, and a
// look passes over a chat that is held and comes again at once, so a line of ours is
// never read back before its number is known.
//
// # What was tried
//
// Against a real server (snapshot of August 2026, PHP 8.2, MariaDB 10.11, under
// /index.php) these were exercised: the list with status_ids, prefill_fields and
// ignore_fields, fetchchat, fetchchatmessages, getuser, onlineusers, user_departments,
// chatscount and surveychat (for rights), addmsgadmin as operator, whisper, bot and
// system, with user_id, subjects_ids, !remark and !transferforce, setchatstatus to each
// state and refused in silence, PUT chat for owner, department and survey, file up and
// down, delivery marks, edited and deleted lines, drafts, ratings, a list of three
// pages, and a server that went and came back with chats opened and closed meanwhile.
// Chats, customers' lines and answers to surveys were partly put there by SQL. There the
// server refused !block to every key, an administrator's too, as it asks for somebody
// logged in at its own screen; so customers cannot be blocked from here. It told the
// name of the last subject of a chat only. The NodeJS-Helper was tried against the
// stand-in alone, which follows a recording.
package livehelperchat
