// Package rules is the page "Policy": everything that the team has decided, where
// each of it comes from, and for leads a way to change it.
//
// # What it shows
//
// At the left stands the register of constants, in groups, and it is searched by key,
// value and requirement. At the right stands what is open: one entry in full, or what
// is known of the policy as a whole: its version, who changed it when and why, and
// what is not set up yet. A floor whose policy this desk cannot read says so over
// everything.
//
// The roster is shown as one: by the kinds of days, with what it comes to on the next
// seven, every hole in words and in red.
//
// The rules of routing are sentences, in the order in which they are asked; a sheet writes
// a new one into the text of the next version, which its author then reads and saves like
// any other change (V-ROUTE-01).
//
// # How it is changed
//
// A policy is edited as the text that it is: comments in it are the team's own, and a
// form for every list would hide them. The text is parsed with each key; an error
// stands there with its line and column and a way to it, and otherwise the difference
// to the policy in force. It is saved as the next version, by a lead, with a reason,
// and is on its way until the floor has told of it.
//
// What is written is a draft of this desk's with each key and survives Esc, another
// page and a crash. It is bound to the version that it was begun from: when another
// comes meanwhile, nothing is saved until the author has gone on from that one, with
// the difference to it before their eyes.
//
// # Threads and tests
//
// All of it belongs to the UI thread; the desk's answers come through Options.Post.
// Tests drive the page with stage.Desk, and draw it where FLOORWALKER_PICTURES names a
// folder.
package rules
