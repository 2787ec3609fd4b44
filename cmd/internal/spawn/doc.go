// Package spawn runs a test binary again as another program, such as a hub or
// a desk, that the test can speak with, kill and stop. It is for tests: no
// program is linked with it.
//
// A package calls [Main] in its TestMain and says there what the binary can
// be; [Start] starts one of those. What the two say to each other, over the
// child's stdin and stdout, is the package's own business; what the child says on
// stderr is shown if it ends otherwise than it was made to.
//
// # Ordering and threads
//
// The child's stdout is read on a goroutine of its own, to its end. Kill and
// Stop return when all of it was read and the process has been waited for. They,
// and Write, belong to one goroutine at a time. A process that the test has
// neither killed nor stopped is killed at the test's end.
//
// # How to test it
//
// Its test is such a test binary itself.
package spawn
