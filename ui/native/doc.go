// Package native is what the operating system draws or does for us:
// notifications, the alert tone, and opening a link. It knows neither chats
// nor Fyne; app/alert decides, this package carries out.
//
// # What it owns
//
// [Notifier] shows, replaces and withdraws notifications by key. On Linux and
// the BSDs it talks to org.freedesktop.Notifications itself, which can
// replace, withdraw and be clicked. Where no such service answers, and on
// macOS and Windows, it hands title and body to beeep, which can only show;
// [Status] says which it is, and the window's alert strip carries the rest.
//
// [Sound] plays one of two short tones through whatever player the system has.
// [Opener] opens a link in the user's browser, mail program or dialler.
//
// # Threads
//
// No method blocks its caller. Each type has one goroutine that owns its
// state; callbacks come from that goroutine, must not block, and must go
// through ui/loop before they touch a widget. Waiting notifications are merged
// by key and bounded: a service that hangs costs a time-out per call and then
// notifications, which are counted, and never costs the window anything. Close
// waits for the goroutine.
//
// # What strangers typed
//
// Everything passes [Clean] before it leaves the process, in one place per
// door. It keeps letters, marks, digits, punctuation and symbols; turns every
// line end and odd space into one space; drops control, format, private and
// unassigned characters, which also takes direction overrides; and defuses
// what a script or an XML section could take for syntax:
//
//	]]>             ]] >       ends a CDATA section in beeep's toast template
//	$               ＄ U+FF04   expands in PowerShell's here-string
//	`               ˋ U+02CB   escapes there
//	@" "@ @' '@     a space    begins or ends a here-string, typographic quotes too
//	leading -       dropped    would be an option of notify-send or terminal-notifier
//
// The joiners U+200C and U+200D, without which Hindi and many emoji are
// spelled wrongly, are format characters too. They are kept between two
// visible characters on Linux and Windows, where text travels as data. On
// macOS they are dropped, because beeep quotes with Go's %q for osascript,
// which would show them as \u200d. A backslash and a straight quote survive
// %q, because AppleScript reads \\ and \" as Go writes them. On macOS a
// leading bracket or quote is dropped too: terminal-notifier reads its
// arguments as property lists.
//
// The body for a service with the capability body-markup has & < > escaped;
// titles are never markup. Lengths are capped by what a reader counts as one
// character, and such a character by its code points.
//
// # Tests
//
// A private dbus-daemon with a service of our own in the test: replace,
// withdraw, click, markup, a service that hangs, one that restarts. The list
// above is the oracle of a fuzz test. Programs are never started by tests:
// sound and links get a runner of the test's.
package native
