"""What a front end talks to on this computer: it opens vaults and the made-up person, and knows every layer."""
