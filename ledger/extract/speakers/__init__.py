"""Who says so: cues, speakers, the cast of a report, chains of claimant and relays."""
