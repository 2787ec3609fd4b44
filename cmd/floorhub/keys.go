package main

import (
	"bytes"
	"encoding/json"
	"io"
	"net/http"
)

// keysCmd is "floorhub keys".
type keysCmd struct {
	Export keysExportCmd `cmd:"" help:"Print whose signing keys are whose, for floorhub verify."`
}

type keysExportCmd struct {
	target
}

// Run prints every key that was ever registered, the retired ones among them: what
// they signed while they were good stays signed. No private key is ever on the hub.
func (c *keysExportCmd) Run(e *env) error {
	return c.admin(e, http.MethodGet, "/keys", nil, func(r io.Reader) error {
		raw, err := io.ReadAll(r)
		if err != nil {
			return err
		}
		var out bytes.Buffer
		if err := json.Indent(&out, bytes.TrimSpace(raw), "", "  "); err != nil {
			return err
		}
		out.WriteByte('\n')
		_, err = out.WriteTo(e.out)
		return err
	})
}
