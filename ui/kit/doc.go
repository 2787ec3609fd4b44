// Package kit holds the console's own widgets. They know no domain types: a row
// is names and words, not a chat.
//
// Widgets are dumb and honest. Data goes in by one setter that compares and touches
// only what changed; intent comes out by OnX callbacks, which may be nil. No widget
// does I/O, keeps a context, reads a clock or starts a goroutine. Everything here
// belongs to the UI thread; background code reaches it through ui/loop only.
//
// Everything is drawn with plain canvas objects placed by measured text: text sits
// on shared baselines, an ellipsis never cuts a glyph, and a clock that ticks moves
// nothing beside it. Colours and sizes come from ui/theme each time a widget is
// refreshed, so a change of theme or scale shows at once.
//
// What strangers typed passes Display before it is drawn, because a rune that no
// face covers makes Fyne slower for ever.
//
// List and Thread keep only the visible part in the window's tree. Both are anchored
// to keys: when order or length changes the reader's line stays where it is.
// List.RefreshKey touches one row; Fyne's own RefreshItem touches all.
//
// An entry keeps every key and shortcut from the window while it has the keyboard.
// Field is the one base of ours: its owner sees each key first, and shortcuts that
// writing does not use are handed on. Composer, Tags, Slots, Picker and the fields of a
// Sheet are made of it.
//
// What lies over the window, a Sheet or a Picker, gives the keyboard back to what
// had it. What grows with its content is bounded by its window and scrolls inside.
//
// Tests use test.NewTempApp without t.Parallel, for Fyne's test app is global. With
// FLOORWALKER_PICTURES naming a folder, the gallery test draws every widget there,
// light and dark, to be looked at; it asserts nothing about pixels.
package kit
