// Package stage is a floor of one's own for the tests of panes and window: a
// fold and a board that a test drives event by event, a desk that writes down
// what it is asked, eyes that read what is on screen, and pictures of it for the
// eyes of people.
//
// Nothing here runs by itself: the clock stands until [Floor.Pass], and what a
// pane posts waits in a loop.Crank. All of it belongs to the test's goroutine.
//
// Only tests import it; no program is linked with it.
package stage
