package main

import (
	"flag"
	"fmt"
	"io"
	"log"
	"math"
	"os"
	"path/filepath"
	"strings"

	"floorwalker/app/knowledge"
)

// version goes into the file and rises with every fit that ships.
const version = 1

func main() {
	data := flag.String("data", "../shared/data", "`folder` of the labelled sets")
	out := flag.String("out", "assets/weights/knowledge.txt", "`file` to write")
	seed := flag.Int64("seed", 1, "of the folds of the cross-validation")
	ridge := flag.Float64("ridge", 4, "strength of the pull towards nought")
	flag.Parse()
	if err := run(*data, *out, *seed, *ridge, os.Stdout); err != nil {
		log.Fatal("knowledge-fit: ", err)
	}
}

func run(data, out string, seed int64, ridge float64, words io.Writer) error {
	rows, err := load(filepath.Join(data, "q2_wow", "dev.jsonl"))
	if err != nil {
		return err
	}
	mean := 0.0
	const rounds = 5
	for r := range int64(rounds) {
		mean += crossValidate(rows, ridge, seed+r) / rounds
	}
	w := fit(rows, ridge)
	_, err = fmt.Fprintf(words, "%d rows; average precision %.4f in six folds by dialogue, mean of %d; %.4f on the rows of the fit\n",
		len(rows), mean, rounds, averagePrecision(rows, w))
	if err != nil {
		return err
	}
	return os.WriteFile(out, file(w), 0o600)
}

// file writes the weights in thousandths.
func file(w []float64) []byte {
	var b strings.Builder
	b.WriteString("# How app/knowledge judges an answer beside its passage; in thousandths.\n" +
		"# Made by cmd/knowledge-fit from the development half of q2_wow.\n")
	fmt.Fprintf(&b, "version %d\n", version)
	for i, name := range knowledge.FeatureNames() {
		fmt.Fprintf(&b, "%s %d\n", name, int(math.Round(w[i]*1000)))
	}
	return []byte(b.String())
}
