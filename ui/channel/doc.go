// Package channel is the page of the team's own channel: a room for everybody and one for
// each team, at the left with what is unread in each, and the open one at the right over
// the box to write in (C-INT-01). Package talk has the lines and the box.
//
// The rooms stand in one order and never move. A room counts as read when it is before
// somebody's eyes: when it is opened, when somebody writes in it, and while it is in sight
// and the window was touched a moment ago; not because a window stands on a desk that
// nobody sits at. What is written and not sent stays with its room.
//
// Everything belongs to the UI thread.
package channel
