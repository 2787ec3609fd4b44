// Package flow knows the way of a chat from the greeting to its end, and says
// what the next right thing on it is.
//
// # What it owns
//
// [Expects] tells whether a line waits for an answer. [Follow] turns what
// happened into facts about how far a chat has come (S-FLOW-01 to -05). [Next]
// lists what the agent should do now, each with the approved response that does
// it. [TraceOf] is the protocol of the closing, of what is solved (G-CLOSE-01 to
// -03) and of what is not (G-CLOSE-04 to -07), and [Checklist] the seven points of
// every chat (G-CHK-C1 to -C7), computed from what happened and from nothing that
// anybody ticks.
//
// # Promises
//
// All of it is pure: the same chat gives the same answer, on the hub, on every
// desk and in a replay. The cost of Follow does not grow with the floor.
package flow
