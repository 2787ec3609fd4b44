package main

import (
	"bytes"
	"errors"
	"strings"
	"testing"
)

const rows = `{"set":"made","dialog":"d1","turn":7,"speaker":"user","text":"one <b>","labels":{"x":1}}
{"set":"made","dialog":"d1","turn":7,"speaker":"bot","text":"two"}
{"set":"made","dialog":"d2","turn":0,"speaker":"operator","text":"three\u0007"}
not json

{"set":"made","dialog":"d2","turn":1,"speaker":"user","text":"   "}
{"set":"made","dialog":"d3","turn":0,"speaker":"user","text":"four"}
`

func TestConvert(t *testing.T) {
	for _, c := range []struct {
		name string
		args []string
		want string
	}{
		{"all", nil, `{"chat":"made-d1","turn":0,"from":"customer","text":"one <b>"}
{"chat":"made-d1","turn":1,"from":"bot","text":"two"}
{"chat":"made-d2","turn":0,"from":"agent","text":"three","name":"Agent"}
{"chat":"made-d3","turn":0,"from":"customer","text":"four"}
`},
		{"one chat", []string{"--chats", "1"}, `{"chat":"made-d1","turn":0,"from":"customer","text":"one <b>"}
{"chat":"made-d1","turn":1,"from":"bot","text":"two"}
`},
	} {
		t.Run(c.name, func(t *testing.T) {
			var out, problems bytes.Buffer
			if status := run(c.args, strings.NewReader(rows), &out, &problems); status != 0 {
				t.Fatalf("status %d: %s", status, &problems)
			}
			if out.String() != c.want {
				t.Errorf("got\n%swant\n%s", out.String(), c.want)
			}
			if !strings.Contains(problems.String(), "could not be used") {
				t.Errorf("nothing said about the lines that were skipped: %q", problems.String())
			}
		})
	}
}

type full struct{}

func (full) Write([]byte) (int, error) { return 0, errors.New("disk full") }

func TestStatus(t *testing.T) {
	var problems bytes.Buffer
	for _, args := range [][]string{{"--chats", "-1"}, {"file"}, {"--nonsense"}} {
		if status := run(args, strings.NewReader(""), &bytes.Buffer{}, &problems); status != 2 {
			t.Errorf("%v: status %d, want 2", args, status)
		}
	}
	if status := run(nil, strings.NewReader(rows), full{}, &problems); status != 1 {
		t.Errorf("status %d on a full disk, want 1", status)
	}
}
