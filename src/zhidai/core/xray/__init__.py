"""What a plan means in money, in closed form: who earns, who bears, what it costs whom."""
