// Program knowledge-fit fits the weights by which app/knowledge judges an
// answer beside the passage that it should rest on, and writes them as
// integers:
//
//	go run ./cmd/knowledge-fit -data ../shared/data -out assets/weights/knowledge.txt
//
// It reads the development half of q2_wow (MIT), which NOTICE names, and no
// other set. The fit is a ridge logistic regression of a dozen features with a
// fixed strength, by Newton's method in a fixed number of steps: nothing in it
// is drawn by lot, so the same rows give the same file. The seed is for the
// folds of the cross-validation only, whose average precision is printed.
package main
