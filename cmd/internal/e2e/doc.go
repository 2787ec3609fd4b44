// Package e2e holds the tests that need a screen: the programs as they ship,
// in a real window, watched by their pixels, with keys and pointer from outside
// and, where a customer takes part, a real browser. There is no code here but
// tests.
//
// # What they promise
//
// A test acts as a person would and looks where a person would look: keys go
// through the X server, what is on screen is read from a picture of it. Where a
// picture cannot settle a question, such as whether each of 300 characters
// arrived, the hub's log is asked through the admin socket in the data folder.
// Each check is a function of a picture that says what is missing; the smoke
// test also runs the programs with a feature left out and wants the very same
// check to object. A check that cannot fail proves nothing.
//
// Nothing here waits for a length of time: everything is polled, with a bound
// that only ends a test that would hang. That something does not happen is
// shown behind a barrier: something later, by the same way, that does.
//
// The programs are built with the race detector, once for a run; a race that
// it reports, like any exit status but 0, fails the test that ran the program.
//
// # How to run them
//
// FLOORWALKER_E2E=1 runs them; they want Linux, DISPLAY, a session bus with a
// notification service (dunst), xdotool, tesseract and Chromium, which `make
// test` provides through .ci/headless. Without the variable nothing is tested
// and the package says so. They share one screen, keyboard and pointer, so none
// of them is parallel. With -artifacts, a test that fails leaves pictures of
// the screen, and the hub's and the desk's own logs.
//
// BenchmarkWindow prints figures of the whole program in its window, built
// without the race detector; `make bench` runs it with -benchtime 1x. Its
// method's own error is printed beside each figure that has one; a key's way to
// its letter is timed with nothing else going on, too, which is what the toolkit,
// the software that draws and the method take of it.
package e2e
