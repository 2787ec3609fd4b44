// Package folder puts the names in a folder on the disk, which is one step more
// than putting the content of a file there. It is for the packages of a hub that
// keep files of their own, and has no state and no threads. What it does cannot be
// seen without pulling a plug; its callers' tests run through it.
package folder
