// Package standin is a Live Helper Chat server in memory, for tests: its REST
// interface, and the SocketCluster of its NodeJS-Helper.
//
// It is built from the reference (livehelperchat.md) and the recordings of a real
// server, and each handler names the section or the recording that it follows. It keeps
// the server's habits, as they are what a driver has to live with: refusals with status
// 200, rows that are an object or a list, numbers as strings every third answer, a yes
// to a close that did nothing, a list of subjects that has the last one only.
//
// It is strict. A path that it does not know, a parameter that its schema has not, a
// request without credentials, one that would accept a chat by looking at it
// (xml/chatdata, workflow, update_activity) or a line that would be run as a command:
// each is reported, which fails the test. The schema lies here and no driver may import
// it.
//
// A [Server] is steered as a conformance.Vendor. It may be used from many goroutines;
// the vendor's methods from one.
package standin
