// Package routing says where a chat goes: to which team or person by the rules of the
// policy (V-ROUTE-01), and, where the hub gives chats to people, who has the next one
// (E-Q-03). Who takes a chat by themselves is package referee's.
//
// # Rules
//
// [Route] asks what the customer chose and where they came from, in the order of the
// policy (C-ROUTE-01), and then everything else. A choice that is the name of a team
// needs no rule. The first rule that holds is named on the chat, with what it went by;
// nothing is routed twice, unless it comes back to the floor.
//
// A bot's chat stays the bot's: its route says who is to have it once it waits for a
// person.
//
// # Assignment
//
// [Assign] gives a chat to whoever serves the fewest, and of those to whoever was given
// one least recently, so that equal people never have loads more than one apart for
// anything that it does. It gives nobody more than their cap (E-ACT-03) and nothing to
// those who are away, idle, on a break or in focus, or who gave this chat up; where
// departments own their chats, only to the chat's (C-DEPT-01).
//
// [Follow] and [Frees] are what the hub asks of each event, and [Fill] once all that
// came together is folded: who came free has the chat that has waited longest of those
// that are for them. It gives a bounded number at once ([AtOnce]), so that a batch of the
// log has room for what follows from them; the rest comes with the next batch.
//
// Its cost depends on how many people there are and how many lines they wait in, never
// on how many chats.
//
// # Testing
//
// Everything is a pure function of the floor, the event and the policy. The property
// tests play 1,000 chats; BenchmarkFollow has 10,000 on the floor.
package routing
