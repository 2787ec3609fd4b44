package main

import (
	"bufio"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"floorwalker/app/trigger/learned/linear"
	"floorwalker/assets"
)

// weightsFile is the file that assets embeds.
const weightsFile = "trigger.bin"

var errUsage = errors.New("want fit or score")

func run(args []string) error {
	if len(args) == 0 {
		return errUsage
	}
	flags := flag.NewFlagSet(args[0], flag.ContinueOnError)
	data := flags.String("data", "", "the folder of the labelled sets")
	out := flags.String("out", filepath.Join("assets", "weights"), "the folder to write the weights to")
	held := flags.Bool("out-of-family", false, "also fit without each set in turn and print what is left")
	file := flags.String("weights", "", "weights to score with; those that are shipped if empty")
	dump := flags.Bool("features", false, "write the features of each line beside its scores")
	if err := flags.Parse(args[1:]); err != nil {
		return err
	}
	switch args[0] {
	case "fit":
		return fitAll(*data, *out, *held, os.Stdout)
	case "score":
		f, err := weights(*file)
		if err != nil {
			return err
		}
		w := bufio.NewWriter(os.Stdout)
		if err := score(os.Stdin, w, f, *dump); err != nil {
			return err
		}
		return w.Flush()
	}
	return errUsage
}

func weights(file string) (*linear.File, error) {
	if file == "" {
		return linear.Decode(assets.TriggerWeights())
	}
	b, err := os.ReadFile(file) // #nosec G304 G703 -- a file of who runs the program
	if err != nil {
		return nil, err
	}
	return linear.Decode(b)
}

// fitAll fits on the sets in data and writes the weights to out.
func fitAll(data, out string, held bool, to io.Writer) error {
	c, err := load(data)
	if err != nil {
		return err
	}
	f, err := fitFile(c, to)
	if err != nil {
		return err
	}
	b := f.Encode()
	if err := os.WriteFile(filepath.Join(out, weightsFile), b, 0o644); err != nil { // #nosec G306 G703 -- it is shipped, to a folder of who runs the fit
		return err
	}
	_, err = fmt.Fprintf(to, "weights %s, %d bytes\n", f.Version, len(b))
	if err != nil || !held {
		return err
	}
	return outOfFamily(c, f, to)
}
