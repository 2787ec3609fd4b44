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
// # Keys
//
// Every action is a row of one table ([Shell.actions]): its word, its key, and
// what it does. The palette, the sheet of keys and the shortcuts are made from
// that table, so they cannot disagree. A focused entry keeps shortcuts from
// the window in Fyne; every entry of ours passes on what it does not use.
//
// # Focus
//
// Nothing that arrives from outside moves the focus, raises the window or
// opens a dialog.
//
// # Reading order
//
// app/chat, sync (doc.go), app, app/view, ui/kit, ui/board, ui/thread, ui.
package ui
