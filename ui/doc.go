// Package ui is the window: it composes the panes, owns the keys, and shows
// what the desk publishes.
//
// # From the desk to the screen
//
// The desk calls [Shell.Changed] from its own goroutine. The shell posts at
// most one render through ui/loop; the render pulls the newest snapshot and
// gives it to each pane, and each pane touches only what differs. A second's
// tick lets clocks run without any event. Nothing here waits for anything.
//
// # Pages
//
// The floor's three panes are one page; follow-ups, tickets, the handover, the canned
// library, the team's channel, the policy and the backends are others, each a pane that
// fills the window beside the rail. Only
// the one in sight is rendered; another is brought up to date when it is turned
// to, and the rail's figures are read of every one. What pages do away from the
// UI thread, [Shell.Stop] waits for.
//
// In the side panel's place stand, one at a time, why a chat has an alert and what the
// team says beside it. A notification leads to where it is about ([Shell.OpenNotification]).
//
// # Chat systems
//
// That one is away stands in the top bar at once, on every page, and over the board only
// when it stays away: nothing moves there for a blink.
//
// # Over the window
//
// What closes a chat and what hands it on lie over the window, keep the chat that
// they were opened for, and are brought up to date like any pane. Where one of their
// keys does nothing, the reason stands under the ladder of the chat.
//
// # The policy
//
// Panes read numbers through one pointer. [Shell.render] writes the floor's newest
// policy behind it before any of them is drawn, so that no two disagree; lists are
// read from the edition, which is never changed.
//
// # Keys
//
// Every action is a row of one table ([Shell.actions]): its word, its key, and
// what it does. The palette, the sheet of keys and the shortcuts are made from
// that table, so they cannot disagree. A focused entry keeps shortcuts from
// the window in Fyne; every entry of ours passes on what it does not use. The
// page in sight is asked first. Under a sheet or a menu only the desk's own keys
// work, for nobody means the chat that is hidden.
//
// # Focus
//
// Nothing that arrives from outside moves the focus, turns a page, raises the
// window or opens a dialog. The one box that an event opens, as the bot stops or
// a colleague lets one in, takes the keyboard only from where nobody types.
//
// Who asks for another chat in mid-sentence has left the box: the keyboard rests
// until that chat is drawn and is then put into its box, so that no letter
// reaches the customer of the chat before.
//
// # Reading order
//
// app/chat, sync (doc.go), app, app/view, ui/kit, ui/board, ui/thread, ui/closing, ui.
package ui
