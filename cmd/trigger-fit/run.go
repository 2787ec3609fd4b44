package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
)

// weightsFile is the file that assets embeds.
const weightsFile = "trigger.bin"

var errUsage = errors.New("want fit")

func run(args []string) error {
	if len(args) == 0 {
		return errUsage
	}
	flags := flag.NewFlagSet(args[0], flag.ContinueOnError)
	data := flags.String("data", "", "the folder of the labelled sets")
	out := flags.String("out", filepath.Join("assets", "weights"), "the folder to write the weights to")
	held := flags.Bool("out-of-family", false, "also fit without each set in turn and print what is left")
	if err := flags.Parse(args[1:]); err != nil {
		return err
	}
	if args[0] != "fit" {
		return errUsage
	}
	return fitAll(*data, *out, *held, os.Stdout)
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
