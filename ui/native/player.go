package native

// player is a program that plays a WAV file: its arguments are fixed, and the
// file's name comes last, or, where a program would read it as code, by the
// environment.
type player struct {
	name string
	args []string
	env  string
}

// players are tried in this order: the sound servers first, which mix.
var players = []player{
	{name: "pw-play"},
	{name: "paplay"},
	{name: "aplay", args: []string{"-q"}},
}

// soundEnv carries the file's name to PowerShell.
const soundEnv = "FLOORWALKER_SOUND"

func findPlayer(goos string, look func(string) (string, error)) (player, error) {
	choice := players
	switch goos {
	case "darwin":
		choice = []player{{name: "afplay"}}
	case "windows":
		choice = []player{{
			name: "powershell", env: soundEnv,
			args: []string{
				"-NoProfile", "-NonInteractive", "-WindowStyle", "Hidden", "-Command",
				"(New-Object System.Media.SoundPlayer $env:" + soundEnv + ").PlaySync()",
			},
		}}
	}
	for _, p := range choice {
		if _, err := look(p.name); err == nil {
			return p, nil
		}
	}
	return player{}, ErrNoPlayer
}

func (p player) call(file string) Call {
	c := Call{Name: p.name, Args: append([]string(nil), p.args...)}
	if p.env != "" {
		c.Env = []string{p.env + "=" + file}
		return c
	}
	c.Args = append(c.Args, file)
	return c
}
